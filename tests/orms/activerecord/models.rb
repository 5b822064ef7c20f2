# The models; with storage of flag they have a default scope.
class ApplicationRecord < ActiveRecord::Base
  self.abstract_class = true
  self.pluralize_table_names = false
  default_scope { where(is_deleted: 0) } if STORAGE == "flag"
end

class Color < ApplicationRecord
  has_many :paints, inverse_of: :color
  has_many :swatches, class_name: "Swatch", dependent: :destroy
  has_many :notes
  has_many :color_tags
  has_many :tags, through: :color_tags
end

class LockedColor < ApplicationRecord
  self.table_name = "color"
  self.locking_column = "version"
end

HEARD = []

class HeardColor < ApplicationRecord
  self.table_name = "color"
  before_destroy { HEARD << "before_destroy" }
  around_destroy ->(_, destroy) { HEARD << "around_destroy"; destroy.call }
  after_destroy { HEARD << "after_destroy" }
  after_commit(on: :destroy) { HEARD << "after_destroy_commit" }
end

class Paint < ApplicationRecord
  belongs_to :color
  has_many :sales
end

class Swatch < ApplicationRecord
  belongs_to :color
end

class Note < ApplicationRecord
  belongs_to :color, optional: true
end

class Sale < ApplicationRecord
  belongs_to :paint
end

class Tag < ApplicationRecord
end

class ColorTag < ApplicationRecord
  belongs_to :color
  belongs_to :tag
end
