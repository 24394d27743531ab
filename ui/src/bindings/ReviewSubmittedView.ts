export type ReviewSubmittedView = { undo_until_ms: number, sentence: string, };
