//! New ids: time-ordered and random, so that rows lie in order of arrival and nobody can guess the next.

/// A new id: UUID version 7, 32 hexadecimal digits.
pub(crate) fn new() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}

/// A new surrogate: 128 random bits as 26 base32 characters.
pub(crate) fn surrogate() -> Result<countersign_domain::Surrogate, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(countersign_domain::Surrogate::new(data_encoding::BASE32_NOPAD.encode(&bytes)))
}
