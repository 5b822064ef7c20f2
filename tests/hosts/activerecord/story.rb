require "active_record"
require "active_record/connection_adapters/sqlite3_adapter"

LIBRARY = ARGV[0]

# Loads the extension into every connection that the pool opens.
module LoadSoftdelete
  class << self
    attr_accessor :wanted
  end

  private

  def configure_connection
    super
    return unless LoadSoftdelete.wanted

    raw = @raw_connection || @connection
    raw.enable_load_extension(true)
    raw.load_extension(LIBRARY)
    raw.enable_load_extension(false)
  end
end
ActiveRecord::ConnectionAdapters::SQLite3Adapter.prepend(LoadSoftdelete)

class Color < ActiveRecord::Base
  self.table_name = "color"
  has_many :paints # without `dependent`: the database does what a deletion does to the children
end

class Paint < ActiveRecord::Base
  self.table_name = "paint"
  belongs_to :color
end

def open_database(extension)
  LoadSoftdelete.wanted = extension
  ActiveRecord::Base.establish_connection(adapter: "sqlite3", database: "app.db")
  ActiveRecord::Base.connection
end

def names(model, state)
  found = model.from("#{model.table_name}_#{state} AS #{model.table_name}").order(:id).pluck(:name)
  found.empty? ? "-" : found.join(",")
end

def show(title)
  live, trash = %w[active deleted].map { |state| "#{names(Color, state)} / #{names(Paint, state)}" }
  puts "#{title}: live #{live}; trash #{trash}; rows #{Color.count} / #{Paint.count}"
end

def value(db, sql, *parameters)
  db.select_value(ActiveRecord::Base.sanitize_sql([sql, *parameters]))
end

db = open_database(true)
puts "sqlite #{db.select_value("SELECT sqlite_version()")}"
db.create_table(:color) { |table| table.text :name, null: false, index: { unique: true } }
db.create_table(:paint) do |table|
  table.references :color, foreign_key: { to_table: :color, on_delete: :cascade }
  table.text :name
end
red, green, blue = %w[red green blue].map { |name| Color.create!(name: name) }
{ "rose" => red, "cherry" => red, "olive" => green, "navy" => blue }.each do |name, color|
  Paint.create!(name: name, color: color)
end
db.execute("INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')")
[Color, Paint].each(&:reset_column_information)
show("enabled")

red.destroy
show("deleted")
puts "restore #{value(db, "SELECT restore('color', ?)", 1)}"
show("restored")
Color.where(name: "red").delete_all
puts "purge #{value(db, "SELECT purge('color', ?)", 1)}"
show("purged")

db.execute("UPDATE softdelete SET suspended = 1")
Paint.find_by!(name: "olive").destroy
db.execute("UPDATE softdelete SET suspended = 0")
show("resumed")

db = open_database(false)
puts "functions #{db.select_value("SELECT count(*) FROM pragma_function_list WHERE name = 'restore'")}"
Color.find_by!(name: "blue").destroy
show("plain delete")
db.exec_update("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", "Restore", ["blue"])
show("plain restore")

db = open_database(true)
db.exec_delete("DELETE FROM softdelete WHERE table_name = ?", "Disable", ["paint"])
puts "managed #{db.select_values("SELECT table_name FROM softdelete").join(",")}"
Paint.delete_all
puts "paints #{Paint.count}"
begin
  db.execute("INSERT INTO softdelete(table_name) VALUES ('nowhere')")
rescue ActiveRecord::StatementInvalid => error
  puts "error #{error.class}: #{error.cause.message}"
end
