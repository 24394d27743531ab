/** The time of every test. */
export const NOW_MS = Date.UTC(2026, 10, 20, 13, 2)
