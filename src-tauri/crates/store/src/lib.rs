//! All SQL, migrations and encryption
