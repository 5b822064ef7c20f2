class MakeTables < ActiveRecord::Migration[6.1]
  def change
    create_table(:color) do |t|
      t.string :name, null: false, index: { unique: true }
      t.string :hex
      t.integer :version, null: false, default: 1
    end
    create_table(:paint) do |t|
      t.string :name, null: false
      t.references :color, null: false, foreign_key: { to_table: :color, on_delete: :cascade }
    end
    create_table(:swatch) do |t|
      t.string :name, null: false
      t.references :color, null: false, foreign_key: { to_table: :color }
    end
    create_table(:note) do |t|
      t.string :text, null: false
      t.references :color, foreign_key: { to_table: :color, on_delete: :nullify }
    end
    create_table(:sale) do |t|
      t.string :name, null: false
      t.references :paint, null: false, foreign_key: { to_table: :paint, on_delete: :restrict }
    end
    create_table(:tag) { |t| t.string :name, null: false, index: { unique: true } }
    create_table(:color_tag) do |t|
      t.references :color, null: false, foreign_key: { to_table: :color, on_delete: :cascade }
      t.references :tag, null: false, foreign_key: { to_table: :tag, on_delete: :cascade }
    end
  end
end
