export type ReviewUndoneView = { item_id: string, sentence: string, };
