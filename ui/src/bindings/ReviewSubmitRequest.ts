export type ReviewSubmitRequest = { item_id: string, version: number, kind: "answer" | "escalate", intent: string | null, comment: string | null, };
