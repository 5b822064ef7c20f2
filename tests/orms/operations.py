"""What every program of an ORM does: the tables, the stages, the operations, and what they leave behind.

The tables; each key is an integer that the database gives, each name TEXT NOT NULL:

    color      id, name UNIQUE, hex TEXT, version INTEGER NOT NULL DEFAULT 1
    paint      id, name, color_id NOT NULL REFERENCES color ON DELETE CASCADE
    swatch     id, name, color_id NOT NULL REFERENCES color, without an action: the ORM deletes swatches itself
    note       id, text, color_id REFERENCES color ON DELETE SET NULL
    sale       id, name, paint_id NOT NULL REFERENCES paint ON DELETE RESTRICT
    tag        id, name UNIQUE
    color_tag  many to many, color_id and tag_id, both ON DELETE CASCADE; its key is as the ORM makes it

Where an ORM can't declare an action of the database, it does the same itself. Foreign keys are on.

An operation is done as users of the ORM do it, by its models and not by SQL of one's own, and prints one line:

    OPERATION: REPORT; LEFT

REPORT is what the ORM said: a count, a key, rows, `error CLASS` where it threw; `-` where it says nothing. LEFT is what a
new query of the ORM finds afterwards: of the names that the operation is about those that are there, in the order of
names and joined with commas, or `-`. An operation without `; ` has LEFT alone. What LEFT is on a plain database stands
below. An operation that the ORM lacks prints `OPERATION: -`; one that is lacking must not hinder the others, as each
makes its own rows, but for red, green, blue, black and white, which are from the beginning.

Operations with storage of flag are the same, through the filter that the ORM has for this (a default scope, a global
filter, the view `color_active` as the model's table), and whatever error they end with is caught and printed.
"""

from typing import NamedTuple

TABLES = ["color", "paint", "swatch", "note", "sale", "tag", "color_tag"]


class Operation(NamedTuple):
    stage: str
    name: str
    left: str  # On a plain database; with the trash, where there is one.
    what: str
    deleted: tuple = ()  # What goes to the trash, as `table name`.


def _operations():
    stage = ""
    for line in TEXT.strip().splitlines():
        if not line.startswith(" "):
            stage = line
            continue
        name, left, what, *deleted = (part.strip() for part in line.split("|"))
        yield Operation(stage, name, left, what, tuple(deleted[0].split(", ")) if deleted else ())


# operation | LEFT | what is done | what goes to the trash
TEXT = """
create
  create | color,color_tag,note,paint,sale,swatch,tag | the ORM's migration or sync makes the tables; the names that sqlite_schema then has, less sqlite_sequence and the ORM's own
use
  insert | red | color red with hex #f00, by an object; REPORT its key
  insert many | black,blue,green,white | four colors at once, in this order: green #0f0, blue #00f, black, white
  insert related | cherry,olive,rose | paints rose and cherry of red, olive of green, by their objects
  join | cherry/red,olive/green,rose/red | these paints with their color's name, by one query, in the order of paints
  find | red,blue,none | red by its key, blue by its name, one that isn't there
  list | blue,green | all colors by name, the second and the third of them
  count | 5,true | how many colors there are, and whether red exists
  load related | cherry,rose | red with its paints, loaded ahead (eagerly)
  group | green 1,red 2 | the number of paints of each color's name, by a query
  update | #ff0000 | red's hex by its object; LEFT is the hex
  update by query | black #000,white #000 | the hex of black and white in one statement
  upsert | green #0e0 | INSERT of green with hex #0e0 ON CONFLICT (name) DO UPDATE hex
  delete | - | black, by its object | color black
  find deleted | none,none,0 | black by its name, by its key, and the count of colors of that name
  delete by query | - | white, by DELETE with a condition, without an object | color white
  delete nothing | - | the same once more
  delete stale | - | blue is loaded twice, in two sessions or connections; both delete it; REPORT is of the second | color blue
  insert again | black | color black again, by an object: the UNIQUE value of a deleted row
  upsert deleted | white #fff | as upsert, white with hex #fff, which is deleted
  find or create | gray #888 | gray is made and deleted; then find-or-create of gray with hex #888; REPORT whether it was made | color gray
  delete again | - | black, by its object | color black
  returning | lime | lime is made; DELETE of it with RETURNING name; LEFT is what that returned | color lime
  delete many | - | navy, plum and teal are made, and deleted in one call | color navy, color plum, color teal
  cascade by the database | - | pink with paints coral and salmon; pink is deleted by its object, and its children are not loaded; LEFT of colors and paints together | color pink, paint coral, paint salmon
  cascade by the ORM | - | gold with swatches amber and honey; gold is deleted by its object, the swatches by the ORM; LEFT of colors and swatches | color gold, swatch amber, swatch honey
  set null | calm/none | jade with the note calm; jade is deleted; the note and its color | color jade
  restrict | violet | indigo with paint violet with sale first; violet is deleted, which fails; LEFT of paints
  rollback | -/red | in a transaction red is deleted, LEFT, and rolled back, LEFT
  transaction | green #008000 | in one transaction green is deleted and green with hex #008000 made; COMMIT | color green, paint olive
  lock | - | optimistic locking by `version`: onyx is made, changed and deleted | color onyx
  lock stale | opal | opal is loaded; another session changes it; the first deletes it, which fails
  tag | bright,warm | red gets the tags warm and bright, both new; LEFT is red's tags
  untag | bright | red loses warm
  tag again | bright,warm | red gets warm again
  events | - | beige is deleted with every hook for deletions that the ORM has, each printing its name into REPORT, also those after COMMIT | color beige
  reload | - | cyan is loaded; another session deletes it; the first loads its object anew; REPORT | color cyan
  delete all | - | all notes, by a DELETE without a condition | note calm
introspect
  introspect | id,name,hex,version | the columns of color that the ORM's own introspection finds; flag's are more
  introspect tables | color,color_tag,note,paint,sale,swatch,tag | the tables (and views) that it finds, with the recipe's filter; less its own, such as those that list migrations
  pending | nothing | what the schema tool proposes to change, with the recipe's filter
migrate
  add column | id,name,hex,version,shade | the next migration adds `shade TEXT` to color; its columns afterwards, by introspection
  rebuild | id,name,hex,version,shade | a migration for which the tool rebuilds the table color (such as: hex becomes longer)
after
  delete migrated | - | khaki with shade light is made, and deleted by its object | color khaki
  insert migrated | khaki | khaki again
trash
  see the trash | khaki,teal | by the recipe: those of khaki and teal that are in the trash
  restore | teal | teal, by the recipe
  restore with children | coral,pink,salmon | pink, by the recipe; LEFT as at cascade by the database
  purge | - | plum is purged, by the recipe; LEFT of the trash
"""

OPERATIONS = list(_operations())
BY_NAME = {operation.name: operation for operation in OPERATIONS}

# Each is a run of the program of its own. `unfiltered` runs on a copy of the database that `use` left, and prints what
# the ORM's schema tools make of our tables and views without the recipe's filter: lines of any name. Like `trash` it is
# left out on a plain database.
STAGES = ["create", "use", "introspect", "unfiltered", "migrate", "after", "trash"]
