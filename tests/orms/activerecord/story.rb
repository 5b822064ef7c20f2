# ActiveRecord, with its migrations.
STAGE, STORAGE = ARGV

require "active_record"
require "active_record/connection_adapters/sqlite3_adapter"
require_relative "recipe"
require_relative "models"
require_relative "telling"
include Telling

ActiveRecord::Base.establish_connection(adapter: "sqlite3", database: "app.db")
ActiveRecord::Migration.verbose = false
MIGRATIONS = ActiveRecord::MigrationContext.new(File.join(__dir__, "migrations"), ActiveRecord::SchemaMigration)

def db = ActiveRecord::Base.connection

def migrate(version) = MIGRATIONS.migrate(version)

def tables = joined(db.tables.sort - %w[schema_migrations ar_internal_metadata])

def names(*names, of: [Color]) = -> { joined(of.flat_map { |model| model.where(name: names).pluck(:name) }.sort) }

def hexes(*names) = -> { joined(Color.where(name: names).order(:name).map { |color| "#{color.name} #{color.hex}" }) }

def color(name) = Color.find_by!(name: name)

def destroyed(record) = record.destroy!.destroyed?

def tags = -> { joined(color("red").tags.order(:name).pluck(:name)) }

def columns = joined(db.columns(:color).map(&:name))

def dump
  ActiveRecord::SchemaDumper.dump(db, text = StringIO.new)
  text.string
end

stage "create" do
  operation("versions") do
    "ActiveRecord #{ActiveRecord.version}, sqlite3 #{SQLite3::VERSION}, SQLite #{db.select_value("SELECT sqlite_version()")}"
  end
  operation("create") do
    migrate(1)
    tables.tap { migrate(2) }
  end
end

stage "use" do
  operation("insert", names("red")) { Color.create!(name: "red", hex: "#f00").id }
  operation("insert many", names("green", "blue", "black", "white")) do
    joined(Color.create!([{ name: "green", hex: "#0f0" }, { name: "blue", hex: "#00f" },
                          { name: "black" }, { name: "white" }]).map(&:id))
  end
  operation("insert related", names("rose", "cherry", "olive", of: [Paint])) do
    color("red").paints << [Paint.new(name: "rose"), Paint.new(name: "cherry")]
    Paint.create!(name: "olive", color: color("green"))
    nil
  end
  operation("join") { joined(Paint.joins(:color).order(:name).pluck("paint.name", "color.name").map { |pair| pair.join("/") }) }
  operation("find") { "#{Color.find(1).name},#{color("blue").name},#{Color.find_by(name: "nosuch") || "none"}" }
  operation("list") { joined(Color.order(:name).offset(1).limit(2).pluck(:name)) }
  operation("count") { "#{Color.count},#{Color.exists?(name: "red")}" }
  operation("load related") { joined(Color.includes(:paints).find_by!(name: "red").paints.map(&:name).sort) }
  operation("group") { joined(Color.joins(:paints).group("color.name").count.sort.map { |pair| pair.join(" ") }) }
  operation("update", -> { color("red").hex }) { color("red").update(hex: "#ff0000") }
  operation("update by query", hexes("black", "white")) { Color.where(name: %w[black white]).update_all(hex: "#000") }
  operation("upsert", hexes("green")) { Color.upsert({ name: "green", hex: "#0e0" }, unique_by: :name) && nil }

  delete = lambda do
    @black = color("black")
    destroyed(@black)
  end
  operation("delete", names("black"), &delete)
  operation("find deleted") do
    found = Color.find_by(name: "black"), Color.find_by(id: @black.id)
    [*found.map { |color| color ? color.name : "none" }, Color.where(name: "black").count].join(",")
  end
  operation("delete by query", names("white")) { Color.where(name: "white").delete_all }
  operation("delete nothing", names("white")) { Color.where(name: "white").delete_all }
  operation("delete stale", names("blue")) do
    first, second = color("blue"), color("blue")
    first.destroy!
    destroyed(second)
  end
  operation("insert again", names("black")) { Color.create!(name: "black") && nil }
  operation("upsert deleted", hexes("white")) { Color.upsert({ name: "white", hex: "#fff" }, unique_by: :name) && nil }
  operation("find or create", hexes("gray")) do
    Color.create!(name: "gray", hex: "#777").destroy!
    Color.create_with(hex: "#888").find_or_create_by!(name: "gray").previously_new_record?
  end
  operation("delete again", names("black"), &delete)
  operation("returning")
  operation("delete many", names("navy", "plum", "teal")) do
    Color.create!(%w[navy plum teal].map { |name| { name: name } })
    Color.delete_by(name: %w[navy plum teal])
  end
  operation("cascade by the database", names("pink", "coral", "salmon", of: [Color, Paint])) do
    Color.create!(name: "pink", paints: %w[coral salmon].map { |name| Paint.new(name: name) })
    destroyed(color("pink"))
  end
  operation("cascade by the ORM", names("gold", "amber", "honey", of: [Color, Swatch])) do
    Color.create!(name: "gold", swatches: %w[amber honey].map { |name| Swatch.new(name: name) })
    destroyed(color("gold"))
  end
  calm = lambda do
    note = Note.find_by!(text: "calm")
    "#{note.text}/#{note.color&.name || "none"}"
  end
  operation("set null", calm) { destroyed(Color.create!(name: "jade", notes: [Note.new(text: "calm")])) }
  operation("restrict", names("violet", of: [Paint])) do
    violet = Paint.create!(name: "violet", color: Color.create!(name: "indigo"))
    Sale.create!(name: "first", paint: violet)
    destroyed(violet)
  end
  operation("rollback", -> { "#{@inside}/#{names("red").call}" }) do
    Color.transaction do
      color("red").destroy!
      @inside = names("red").call
      raise ActiveRecord::Rollback
    end
  end
  operation("transaction", hexes("green")) do
    Color.transaction do
      color("green").destroy!
      Color.create!(name: "green", hex: "#008000")
    end
    nil
  end
  operation("lock", names("onyx")) do
    onyx = LockedColor.create!(name: "onyx")
    onyx.update!(hex: "#123")
    destroyed(onyx)
  end
  operation("lock stale", names("opal")) do
    LockedColor.create!(name: "opal")
    first, second = Array.new(2) { LockedColor.find_by!(name: "opal") }
    second.update!(hex: "#abc")
    destroyed(first)
  end
  operation("tag", tags) { color("red").tags << [Tag.new(name: "warm"), Tag.new(name: "bright")] && nil }
  operation("untag", tags) { color("red").tags.delete(Tag.find_by!(name: "warm")) && nil }
  operation("tag again", tags) { color("red").tags << Tag.find_by!(name: "warm") && nil }
  operation("events", names("beige")) do
    HeardColor.create!(name: "beige").destroy!
    joined(HEARD)
  end
  operation("reload", names("cyan")) do
    cyan = Color.create!(name: "cyan")
    Color.delete_by(name: "cyan")
    cyan.reload.name
  end
  operation("delete all", -> { joined(Note.pluck(:text)) }) { Note.delete_all }
end

stage "introspect" do
  operation("introspect") { columns }
  operation("introspect tables") { joined(dump.scan(/create_table "(\w+)"/).flatten.sort) }
  operation("pending") { MIGRATIONS.migrations.map(&:version).max == 4 && MIGRATIONS.current_version == 2 ? "nothing" : "-" }
end

stage "unfiltered" do
  operation("schema dump") do
    ActiveRecord::SchemaDumper.ignore_tables.clear
    text = dump
    "#{text.scan("create_table").size} tables, #{text.scan("Could not dump").size} not dumped, " \
      "#{text.scan(/t\.index .*softdelete/).size} indexes of ours"
  end
  operation("change_column, without suspending or repair", -> {
    "color is #{db.select_value("SELECT status FROM softdelete WHERE table_name = 'color'")}"
  }) { db.change_column(:color, :hex, :string, limit: 9) && nil }
end

stage "migrate" do
  operation("add column") { migrate(3) && columns }
  operation("rebuild") { migrate(4) && columns }
end

stage "after" do
  operation("delete migrated", names("khaki")) { destroyed(Color.create!(name: "khaki", shade: "light")) }
  operation("insert migrated", names("khaki")) { Color.create!(name: "khaki") && nil }
end

def trash(*names) = joined(Color.unscoped.from("color_deleted AS color").where(name: names).order(:name).pluck(:name))

def called(function, name)
  key = Color.unscoped.from("color_deleted AS color").find_by!(name: name).id
  db.select_value("SELECT #{function}('color', #{key})")
end

stage "trash" do
  operation("see the trash") { trash("khaki", "teal") }
  operation("restore", names("teal")) { called("restore", "teal") }
  operation("restore with children", names("pink", "coral", "salmon", of: [Color, Paint])) { called("restore", "pink") }
  operation("purge", -> { trash("plum") }) { called("purge", "plum") }
end

tell(STAGE)
