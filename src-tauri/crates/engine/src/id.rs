//! New ids: time-ordered and random, so that rows lie in order of arrival and nobody can guess the next.

/// A new id: UUID version 7, 32 hexadecimal digits.
pub(crate) fn fresh() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}
