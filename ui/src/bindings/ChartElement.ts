export type ChartElement = { t: string, a: { [key in string]?: string }, c: Array<ChartElement>, x: string | null, };
