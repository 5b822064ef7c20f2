import { tablesFilter } from "./recipe.mjs";

const { OUT, PROGRAM, UNFILTERED } = process.env;
const schema = [`${PROGRAM}/schema.mjs`, ...(UNFILTERED ? [] : [`${PROGRAM}/views.cjs`])];

export default {
  dialect: "sqlite", schema, out: OUT, dbCredentials: { url: "app.db" }, tablesFilter: UNFILTERED ? undefined : tablesFilter,
};
