# What ActiveRecord makes of a DELETE that counts no rows.
require "active_record"
require "active_record/connection_adapters/sqlite3_adapter"

ActiveRecord::Base.establish_connection(adapter: "sqlite3", database: "app.db")
ActiveRecord::Base.connection.add_column(:color, :lock_version, :integer, default: 0)

class Color < ActiveRecord::Base
  self.table_name = "color"
  self.lock_optimistically = false
  after_destroy { puts "after_destroy #{name}" }
  after_commit(on: :destroy) { puts "after_commit #{name}" }
end

class LockedColor < ActiveRecord::Base
  self.table_name = "color"
end

Color.find_by!(name: "red").destroy
begin
  LockedColor.find_by!(name: "green").destroy
rescue ActiveRecord::StaleObjectError
  puts "stale green"
end
LockedColor.find_by!(name: "green").update_column(:is_deleted, 1)
puts "trash #{Color.from("color_deleted AS color").order(:id).pluck(:name).join(",")}"
