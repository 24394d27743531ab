export type SessionPhase = "locked" | "signed_out" | "signed_in" | "held_by_other" | "failed";
