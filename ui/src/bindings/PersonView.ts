export type PersonView = { id: string, name: string, roles: Array<string>, };
