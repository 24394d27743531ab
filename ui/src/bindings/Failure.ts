export type Failure = { code: string, message: string, details: { [key in string]?: string } | null, };
