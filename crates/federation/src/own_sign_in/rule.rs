//! What may be taken away. Pure.

use crate::role::SecondFactor;
use crate::second_factor::Has;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// A role of theirs asks for a second step, and this is the last.
    RoleNeedsIt,
    /// Nothing else would sign them in.
    OnlyWayIn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Password {
    Set,
    Never,
}

/// Whether somebody may be left with `rest`.
pub fn may_remain(rest: Has, demanded: SecondFactor, password: Password) -> Result<(), Kept> {
    if demanded == SecondFactor::Required && !rest.any() {
        return Err(Kept::RoleNeedsIt);
    }
    if password == Password::Never && rest.passkeys == 0 {
        return Err(Kept::OnlyWayIn);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    #[test]
    fn the_last_second_step_stays_while_a_role_asks_for_it_and_the_only_way_in_always() {
        let codes = Has { codes: Some(Timestamp::UNIX_EPOCH), passkeys: 0 };
        let (none, passkey) = (Has::default(), Has { codes: None, passkeys: 1 });
        let (asks, not) = (SecondFactor::Required, SecondFactor::Optional);
        assert_eq!(may_remain(none, asks, Password::Set), Err(Kept::RoleNeedsIt));
        assert_eq!(may_remain(none, not, Password::Set), Ok(()));
        assert_eq!(may_remain(none, not, Password::Never), Err(Kept::OnlyWayIn));
        assert_eq!(may_remain(codes, asks, Password::Never), Err(Kept::OnlyWayIn));
        assert_eq!(may_remain(codes, asks, Password::Set), Ok(()));
        assert_eq!(may_remain(passkey, asks, Password::Never), Ok(()));
    }
}
