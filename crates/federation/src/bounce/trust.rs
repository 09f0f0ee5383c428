//! Whose word the return mailbox's server is known by: the usual authorities, and one that the operator named.

use super::Unusable;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use std::path::Path;

/// The authorities to believe; `own` is a file of certificates (PEM), of an authority in the house or of the server
/// itself.
///
/// # Errors
/// [`Unusable::Certificate`]: the file is not there, or holds no certificate.
pub fn roots(own: Option<&Path>) -> Result<RootCertStore, Unusable> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let Some(path) = own else { return Ok(roots) };
    let mut held = 0;
    for one in CertificateDer::pem_file_iter(path).map_err(|_| Unusable::Certificate)? {
        let one = one.map_err(|_| Unusable::Certificate)?;
        roots.add(one).map_err(|_| Unusable::Certificate)?;
        held += 1;
    }
    if held == 0 { Err(Unusable::Certificate) } else { Ok(roots) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_holds_no_certificate_is_refused_and_none_is_needed() {
        assert!(roots(None).is_ok());
        let file = std::env::temp_dir().join(format!("chapterhouse-trust-{}.pem", std::process::id()));
        assert!(roots(Some(&file)).is_err(), "it is not there");
        for odd in ["", "hello", "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n"] {
            std::fs::write(&file, odd).unwrap();
            assert!(roots(Some(&file)).is_err(), "{odd}");
        }
        std::fs::remove_file(&file).unwrap();
    }
}
