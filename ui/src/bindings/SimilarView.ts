export type SimilarView = { intent_title: string, count: number, };
