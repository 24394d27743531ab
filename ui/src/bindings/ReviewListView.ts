import type { ReviewRowView } from "./ReviewRowView";

export type ReviewListView = { items: Array<ReviewRowView>, total: number, done_today: number, next: string | null, };
