/** With flag storage: Hibernate's own soft delete, for all entities and collections of the package. */
@SoftDelete(columnName = "is_deleted", converter = NumericBooleanConverter.class)
package shop;

import org.hibernate.annotations.SoftDelete;
import org.hibernate.type.NumericBooleanConverter;
