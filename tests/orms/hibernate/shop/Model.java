package shop;

import jakarta.persistence.*;
import java.util.*;

/** The entities. */
public final class Model {
    private Model() {}

    /** The hooks that a deletion called. */
    public static final List<String> HEARD = new ArrayList<>();

    @MappedSuperclass
    public abstract static class Named {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        public Integer id;

        @Column(nullable = false)
        public String name;
    }

    @Entity(name = "Color")
    @Table(name = "color")
    public static class Color extends Named {
        public String hex;

        @Column(nullable = false)
        public int version = 1;

        @OneToMany(mappedBy = "color", cascade = CascadeType.PERSIST)
        public List<Paint> paints = new ArrayList<>();

        @OneToMany(mappedBy = "color", cascade = CascadeType.ALL, orphanRemoval = true)
        public List<Swatch> swatches = new ArrayList<>();

        @ManyToMany(cascade = CascadeType.PERSIST)
        @JoinTable(name = "color_tag", joinColumns = @JoinColumn(name = "color_id"),
                inverseJoinColumns = @JoinColumn(name = "tag_id"))
        public Set<Tag> tags = new HashSet<>();

        public Color() {}

        public Color(String name, String hex) {
            this.name = name;
            this.hex = hex;
        }

        @PreRemove
        void preRemove() {
            HEARD.add("PreRemove");
        }

        @PostRemove
        void postRemove() {
            HEARD.add("PostRemove");
        }
    }

    /** The same table with optimistic locking. */
    @Entity(name = "LockedColor")
    @Table(name = "color")
    public static class LockedColor extends Named {
        public String hex;

        @Version
        public Integer version;
    }

    /** The model after the migration. */
    @Entity(name = "ShadedColor")
    @Table(name = "color")
    public static class ShadedColor extends Named {
        public String hex;

        @Column(nullable = false)
        public int version = 1;

        public String shade;
    }

    @MappedSuperclass
    public abstract static class OfColor extends Named {
        @ManyToOne(optional = false)
        @JoinColumn(name = "color_id")
        public Color color;
    }

    @Entity(name = "Paint")
    @Table(name = "paint")
    public static class Paint extends OfColor {
        public Paint() {}

        public Paint(String name, Color color) {
            this.name = name;
            this.color = color;
            color.paints.add(this);
        }
    }

    @Entity(name = "Swatch")
    @Table(name = "swatch")
    public static class Swatch extends OfColor {
        public Swatch() {}

        public Swatch(String name, Color color) {
            this.name = name;
            this.color = color;
            color.swatches.add(this);
        }
    }

    @Entity(name = "Note")
    @Table(name = "note")
    public static class Note {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        public Integer id;

        @Column(nullable = false)
        public String text;

        @ManyToOne
        @JoinColumn(name = "color_id")
        public Color color;
    }

    @Entity(name = "Sale")
    @Table(name = "sale")
    public static class Sale extends Named {
        @ManyToOne(optional = false)
        @JoinColumn(name = "paint_id")
        public Paint paint;
    }

    @Entity(name = "Tag")
    @Table(name = "tag")
    public static class Tag extends Named {
        public Tag() {}

        public Tag(String name) {
            this.name = name;
        }
    }
}
