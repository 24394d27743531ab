import type { ChartElement } from "./ChartElement";
import type { ChartTable } from "./ChartTable";

export type ChartView = { title: string, description: string, elements: ChartElement, table: ChartTable, };
