export type SuggestionView = { intent: string, title: string, sentence: string, probability: number | null, };
