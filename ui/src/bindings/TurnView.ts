import type { TextPartView } from "./TextPartView";

export type TurnView = { speaker: "customer" | "agent" | "system", at_ms: number | null, parts: Array<TextPartView>, };
