<?php
// The models; with storage of flag they have Eloquent's own soft delete.
use Illuminate\Database\Eloquent\Model;
use Illuminate\Database\Eloquent\SoftDeletes;

class Base extends Model
{
    public $timestamps = false;
    protected $guarded = [];
}

if (STORAGE === 'flag') {
    abstract class Row extends Base
    {
        use SoftDeletes;
    }
} else {
    abstract class Row extends Base
    {
    }
}

class Color extends Row
{
    protected $table = 'color';

    protected static function booted()
    {
        static::deleting(function ($color) {
            $color->swatches->each->delete();
        });
    }

    public function paints()
    {
        return $this->hasMany(Paint::class);
    }

    public function swatches()
    {
        return $this->hasMany(Swatch::class);
    }

    public function notes()
    {
        return $this->hasMany(Note::class);
    }

    public function tags()
    {
        $tags = $this->belongsToMany(Tag::class, 'color_tag');
        return STORAGE === 'flag' ? $tags->wherePivotNull('deleted_at') : $tags;
    }
}

class Paint extends Row
{
    protected $table = 'paint';

    public function color()
    {
        return $this->belongsTo(Color::class);
    }

    public function sales()
    {
        return $this->hasMany(Sale::class);
    }
}

class Swatch extends Row
{
    protected $table = 'swatch';
}

class Note extends Row
{
    protected $table = 'note';

    public function color()
    {
        return $this->belongsTo(Color::class);
    }
}

class Sale extends Row
{
    protected $table = 'sale';
}

class Tag extends Row
{
    protected $table = 'tag';
}
