export type TextPartView = { text: string, kind: "text" | "token", entity_type?: string | null, same?: string | null, weight?: number | null, against?: boolean | null, };
