//! Use cases, gate, worker and outbox: where the stages meet
