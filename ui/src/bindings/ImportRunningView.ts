export type ImportRunningView = { name: string, rows_done: number, };
