# Rails' deleted_at, with a default scope of the application; ../adoption.py tells what this does.
require "active_record"

ActiveRecord::Base.establish_connection(adapter: "sqlite3", database: "app.db")

class Marked < ActiveRecord::Base
  self.abstract_class = true
  default_scope { where(deleted_at: nil) }
end

class Color < Marked
  self.table_name = "color"
end

class Paint < Marked
  self.table_name = "paint"
  belongs_to :color
end

def make
  ActiveRecord::Schema.verbose = false
  ActiveRecord::Schema.define do
    create_table :color do |t|
      t.string :name, null: false
      t.datetime :deleted_at
    end
    create_table :paint do |t|
      t.string :name, null: false
      t.datetime :deleted_at
      t.references :color, null: false, foreign_key: { to_table: :color, on_delete: :cascade }
    end
  end
  %w[red blue green].each { |name| Color.create!(name: name) }
  { "rose" => "red", "cherry" => "red", "olive" => "green" }.each do |name, color|
    Paint.create!(name: name, color: Color.find_by!(name: color))
  end
  Color.find_by!(name: "blue").update!(deleted_at: Time.now)
end

step, name = ARGV
case step
when "make" then make
when "insert" then Color.create!(name: name)
when "delete" then Color.find_by!(name: name).update!(deleted_at: Time.now)
when "restore" then Color.unscoped.find_by!(name: name).update!(deleted_at: nil)
end
puts [Color, Paint].map { |model| model.order(:name).pluck(:name).join(",") }.join("/")
