// What the programs `adopt` of Node.js' ORMs share; ../adoption.py tells what they do.
//
//   await adopt({ make, insert, remove, restore, live });
//
// are functions: make() makes tables and rows, insert(name), remove(name) and restore(name) are of a color, live() gives the names
// of colors and of paints that the ORM finds, as two arrays.

export const PAINTS = [["rose", "red"], ["cherry", "red"], ["olive", "green"]];

/** What stands before the step in the command line. */
export const [word] = process.argv.slice(2, -2);

export async function adopt(application) {
  const [step, name] = process.argv.slice(-2);
  if (step === "make") {
    await application.make(["red", "blue", "green"], PAINTS);
    await application.remove("blue");
  } else if (step !== "show") {
    await { insert: application.insert, delete: application.remove, restore: application.restore }[step](name);
  }
  console.log((await application.live()).map((names) => [...names].sort().join(",")).join("/"));
}
