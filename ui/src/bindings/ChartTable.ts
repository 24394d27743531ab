export type ChartTable = { columns: Array<string>, rows: Array<Array<string>>, };
