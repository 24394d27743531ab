import type { CandidateView } from "./CandidateView";
import type { ChartView } from "./ChartView";
import type { ClaimView } from "./ClaimView";
import type { IntentView } from "./IntentView";
import type { SimilarView } from "./SimilarView";
import type { SuggestionView } from "./SuggestionView";
import type { TurnView } from "./TurnView";

export type ReviewItemView = { item_id: string, version: number, queue_title: string, channel: string, due_at_ms: number, claim: ClaimView | null, turns: Array<TurnView>, suggestion: SuggestionView | null, candidates: Array<CandidateView>, other_intents: Array<IntentView>, reason_sentence: string, rule: string | null, similar: Array<SimilarView>, subject_history: number, calibration_chart: ChartView | null, };
