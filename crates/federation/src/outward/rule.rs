//! Which addresses are whose, after the special-purpose registries of IANA (RFC 6890) and what clouds put beside them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Where the program may connect to: what an operator says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    Public,
    /// The internal network and this machine too.
    Private,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Public,
    /// This machine, or a network of somebody's own.
    Private,
    /// Nobody's server: metadata of clouds, multicast, link-local, documentation, tunnels.
    Never,
}

impl Places {
    pub fn admit(self, kind: Kind) -> bool {
        match (self, kind) {
            (_, Kind::Public) | (Places::Private, Kind::Private) => true,
            (Places::Public, Kind::Private) | (_, Kind::Never) => false,
        }
    }
}

pub fn kind(address: IpAddr) -> Kind {
    match address {
        IpAddr::V4(v4) => kind4(v4),
        IpAddr::V6(v6) => kind6(v6),
    }
}

fn kind4(address: Ipv4Addr) -> Kind {
    match address.octets() {
        // Metadata of Alibaba's and Azure's clouds; Amazon's, Google's and others' is link-local.
        [100, 100, 100, 200] | [168, 63, 129, 16] => Kind::Never,
        [127, ..] | [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => Kind::Private,
        [0, ..] | [169, 254, ..] | [224..=255, ..] => Kind::Never,
        [192, 0, 0 | 2, _] | [192, 88, 99, _] | [198, 18 | 19, ..] => Kind::Never,
        [198, 51, 100, _] | [203, 0, 113, _] => Kind::Never,
        _ => Kind::Public,
    }
}

fn kind6(address: Ipv6Addr) -> Kind {
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        kind4(Ipv4Addr::new(a, b, c, d))
    };
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 1] => Kind::Private,
        // Mapped (RFC 4291) and translated (RFC 6052) forms of an IPv4 address are that address.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => embedded(high, low),
        [0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x0254] => Kind::Never,
        [0xfc00..=0xfdff, ..] => Kind::Private,
        // Protocol assignments with Teredo, documentation, 6to4.
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x2002, ..] | [0x3fff, 0..=0x0fff, ..] => {
            Kind::Never
        }
        [0x2000..=0x3fff, ..] => Kind::Public,
        _ => Kind::Never,
    }
}
