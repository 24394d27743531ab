import type { ImportRunningView } from "./ImportRunningView";

export type StatusView = { running: "running" | "stopped" | "paused" | "no_model", sentence: string, stopped_by: string | null, stopped_at_ms: number | null, model_version_short: string | null, policy_version_short: string | null, promise: "valid" | "none" | "withdrawn", promise_sentence: string, waiting: number, imports_running: Array<ImportRunningView>, };
