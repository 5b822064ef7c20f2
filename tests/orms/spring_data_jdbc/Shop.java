import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.query.Param;

/** The entities and their repositories. A color's swatches and its links to tags are parts of its aggregate. */
final class Shop {
    private Shop() {}

    abstract static class Row {
        @Id
        public Integer id;
    }

    abstract static class Named extends Row {
        public String name;
    }

    static class Color extends Named {
        public String hex;
        public int version = 1;

        @MappedCollection(idColumn = "color_id")
        public Set<Swatch> swatches = new HashSet<>();

        @MappedCollection(idColumn = "color_id")
        public Set<ColorTag> tags = new HashSet<>();

        static Color of(String name, String hex) {
            Color color = new Color();
            color.name = name;
            color.hex = hex;
            return color;
        }
    }

    /** The same table with optimistic locking. */
    @Table("color")
    static class LockedColor extends Named {
        public String hex;

        @Version
        public Integer version;
    }

    /** The entity after the migration. */
    static class ShadedColor extends Named {
        public String hex;
        public int version = 1;
        public String shade;
    }

    static class Swatch extends Named {
        static Swatch of(String name) {
            Swatch swatch = new Swatch();
            swatch.name = name;
            return swatch;
        }
    }

    record ColorTag(@Column("tag_id") AggregateReference<Tag, Integer> tag) {}

    static class Paint extends Named {
        @Column("color_id")
        public AggregateReference<Color, Integer> color;

        static Paint of(String name, Color color) {
            Paint paint = new Paint();
            paint.name = name;
            paint.color = AggregateReference.to(color.id);
            return paint;
        }
    }

    static class Note extends Row {
        public String text;

        @Column("color_id")
        public AggregateReference<Color, Integer> color;
    }

    static class Sale extends Named {
        @Column("paint_id")
        public AggregateReference<Paint, Integer> paint;
    }

    static class Tag extends Named {}

    interface Repository<T extends Row> extends ListCrudRepository<T, Integer> {}

    interface NamedRepository<T extends Named> extends Repository<T> {
        List<T> findByNameInOrderByName(List<String> names);
    }

    interface Colors extends NamedRepository<Color> {
        Optional<Color> findByName(String name);

        boolean existsByName(String name);

        long countByName(String name);

        @Modifying
        @Query("UPDATE color SET hex = :hex WHERE name IN (:names)")
        int updateHex(@Param("hex") String hex, @Param("names") List<String> names);

        @Modifying
        @Query("DELETE FROM color WHERE name = :name")
        int deleteByName(@Param("name") String name);
    }

    interface ShadedColors extends NamedRepository<ShadedColor> {}

    interface LockedColors extends NamedRepository<LockedColor> {}

    interface Paints extends NamedRepository<Paint> {}

    interface Swatches extends NamedRepository<Swatch> {}

    interface Notes extends Repository<Note> {}

    interface Sales extends NamedRepository<Sale> {}

    interface Tags extends NamedRepository<Tag> {}
}
