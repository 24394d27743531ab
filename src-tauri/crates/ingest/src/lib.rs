//! Files to rows, with reasons for what is refused
