# Runs the operations of a stage and prints their lines.
module Telling
  STAGES = Hash.new { |stages, name| stages[name] = [] }

  module_function

  def stage(name)
    @stage = name
    yield
  end

  # The block gives REPORT, or what it saw where there is no `left`; without a block the ORM lacks the operation.
  def operation(name, left = nil, &block)
    STAGES[@stage] << [name, left, block]
  end

  def call(block)
    result = block.call
    result.nil? ? "-" : result
  rescue StandardError => e
    "error #{e.class}"
  end

  def joined(values) = values.empty? ? "-" : values.join(",")

  def tell(stage)
    STAGES[stage].each do |name, left, block|
      saw = block ? call(block) : "-"
      saw = "#{saw}; #{call(left)}" if left
      puts "#{name}: #{saw}"
    end
  end
end
