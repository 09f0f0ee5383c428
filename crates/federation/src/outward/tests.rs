use super::names::{Judged, Refused};
use super::rule::kind;
use super::*;
use std::net::{IpAddr, SocketAddr};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const LIMITS: Limits = Limits { time: Duration::from_secs(20), bytes: 1_000 };

fn kind_of(text: &str) -> Kind {
    kind(text.parse().unwrap())
}

#[test]
fn addresses_are_known_for_what_they_are() {
    for public in ["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2a00:1450::1", "::ffff:8.8.8.8"] {
        assert_eq!(kind_of(public), Kind::Public, "{public}");
    }
    for private in ["127.0.0.1", "127.9.9.9", "10.1.2.3", "172.31.0.1", "192.168.0.1", "100.64.0.1", "::1"] {
        assert_eq!(kind_of(private), Kind::Private, "{private}");
    }
    for private in ["fd12::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1"] {
        assert_eq!(kind_of(private), Kind::Private, "{private}");
    }
    for never in ["0.0.0.0", "169.254.169.254", "100.100.100.200", "168.63.129.16", "224.0.0.1", "240.0.0.1"]
    {
        assert_eq!(kind_of(never), Kind::Never, "{never}");
    }
    for never in ["255.255.255.255", "198.18.0.1", "::", "::7f00:1", "fe80::1", "fec0::1", "ff02::1"] {
        assert_eq!(kind_of(never), Kind::Never, "{never}");
    }
    for never in ["fd00:ec2::254", "2002:7f00:1::", "2001::1", "2001:db8::1", "::ffff:169.254.169.254"] {
        assert_eq!(kind_of(never), Kind::Never, "{never}");
    }
}

#[test]
fn an_address_that_must_not_be_asked_is_refused_before_anything_is_sent() {
    let (public, private) = (Places::Public, Places::Private);
    for odd in ["https://127.0.0.1/", "https://0x7f.1/", "https://2130706433/", "https://0177.0.0.1/"] {
        assert_eq!(public.check(odd), Err(OutwardError::Forbidden), "{odd}");
        assert_eq!(private.check(odd), Ok(()), "{odd}");
    }
    for odd in ["https://[::1]/", "https://[::ffff:7f00:1]/", "https://10.0.0.1:5432/", "https://[fd12::1]/"]
    {
        assert_eq!(public.check(odd), Err(OutwardError::Forbidden), "{odd}");
    }
    for metadata in ["https://169.254.169.254/", "https://[::ffff:169.254.169.254]/", "https://0.0.0.0/"] {
        assert_eq!(private.check(metadata), Err(OutwardError::Forbidden), "{metadata}");
    }
    assert_eq!(public.check("http://crm.example.org/"), Err(OutwardError::NotSecure));
    assert_eq!(private.check("http://10.0.0.1/"), Ok(()));
    assert_eq!(private.check("http://8.8.8.8/"), Err(OutwardError::NotSecure));
    assert_eq!(public.check("file:///etc/passwd"), Err(OutwardError::NoAddress));
    assert_eq!(public.check("gopher://crm.example.org/"), Err(OutwardError::NotSecure));
    assert_eq!(public.check("https://sam:key@crm.example.org/"), Err(OutwardError::HoldsPassword));
    assert_eq!(public.check("crm.example.org"), Err(OutwardError::NoAddress));
    assert_eq!(public.check("https://crm.example.org/hook?x=1"), Ok(()));
}

#[test]
fn of_the_addresses_of_a_name_only_those_in_bounds_are_connected_to() {
    let at = |text: &str| SocketAddr::new(text.parse::<IpAddr>().unwrap(), 0);
    let judged = Judged { admits: |kind| Places::Public.admit(kind) };
    let chosen = judged.choose(vec![at("10.0.0.1"), at("8.8.8.8"), at("::1")]).unwrap();
    assert_eq!(chosen, [at("8.8.8.8")]);
    assert!(matches!(judged.choose(vec![at("169.254.169.254"), at("fd12::1")]), Err(Refused::Forbidden)));
    assert!(matches!(judged.choose(Vec::new()), Err(Refused::Unknown)));
}

#[tokio::test]
async fn a_name_that_means_this_machine_is_refused_when_it_is_used() {
    let outward = Outward::new(Places::Public).unwrap();
    let refused = outward.get("https://localhost:1/list.csv?key=4711", &[], LIMITS).await.err().unwrap();
    assert_eq!(refused, OutwardError::Forbidden);
    assert!(!refused.to_string().contains("4711"));
}

/// Answers one request with these bytes, and tells what came.
async fn receiver(answer: &'static [u8]) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://localhost:{}/hook", listener.local_addr().unwrap().port());
    let heard = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let (mut heard, mut bit) = (Vec::new(), [0; 4_096]);
        while !heard.ends_with(b"END") {
            match socket.read(&mut bit).await.unwrap() {
                0 => break,
                n => heard.extend_from_slice(&bit[..n]),
            }
        }
        socket.write_all(answer).await.unwrap();
        String::from_utf8(heard).unwrap()
    });
    (address, heard)
}

#[tokio::test]
async fn bytes_and_headers_arrive_and_the_answer_is_read() {
    let outward = Outward::new(Places::Private).unwrap();
    let (address, heard) = receiver(b"HTTP/1.1 202 Accepted\r\ncontent-length: 5\r\n\r\nheard").await;
    let answer = outward.post(&address, &[("x-key", "4711")], "word END".into(), LIMITS).await.unwrap();
    assert!(answer.is_success());
    assert_eq!((answer.status, answer.header("content-length")), (202, Some("5")));
    assert_eq!(answer.body().await.unwrap(), b"heard");
    let heard = heard.await.unwrap();
    assert!(heard.starts_with("POST /hook HTTP/1.1\r\n") && heard.contains("x-key: 4711\r\n"), "{heard}");
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let outward = Outward::new(Places::Private).unwrap();
    let moved = b"HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n";
    let (address, _heard) = receiver(moved).await;
    assert_eq!(outward.post(&address, &[], "END".into(), LIMITS).await.unwrap().status, 302);
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_not_taken_for_a_whole_one() {
    let outward = Outward::new(Places::Private).unwrap();
    let (address, _heard) = receiver(b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n").await;
    assert_eq!(outward.post(&address, &[], "END".into(), LIMITS).await.err(), Some(OutwardError::TooLarge));
    let few = Limits { bytes: 4, ..LIMITS };
    let (address, _heard) = receiver(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nheard").await;
    let answer = outward.post(&address, &[], "END".into(), few).await.unwrap();
    assert_eq!(answer.body().await, Err(OutwardError::TooLarge));
}

#[tokio::test]
async fn whoever_speaks_no_tls_is_not_believed() {
    let outward = Outward::new(Places::Private).unwrap();
    let (address, _heard) = receiver(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let secure = address.replace("http://", "https://");
    let hasty = Limits { time: Duration::from_millis(200), ..LIMITS };
    let failed = outward.post(&secure, &[], "END".into(), hasty).await.err().unwrap();
    assert!(matches!(failed, OutwardError::Unreachable | OutwardError::TooSlow), "{failed:?}");
}
