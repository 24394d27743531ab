export type Change = { key: "review" | "status" | "decisions" | "sources" | "models", ids: Array<string>, };
