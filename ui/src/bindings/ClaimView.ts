export type ClaimView = { by: string, until_ms: number, mine: boolean, };
