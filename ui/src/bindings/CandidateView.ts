export type CandidateView = { intent: string, title: string, definition: string, example: string | null, probability: number | null, key: number, };
