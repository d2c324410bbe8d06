package io.broadsheet.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFormatTest {
    @Test
    void readsWhatAuthorsWrite() {
        assertThat(ValueFormat.parse("percent")).contains(ValueFormat.PERCENT);
        assertThat(ValueFormat.parse(" percent( 1 ) ")).contains(new ValueFormat(ValueFormat.Kind.PERCENT, 1));
        assertThat(ValueFormat.parse("money_compact()")).contains(ValueFormat.of(ValueFormat.Kind.MONEY_COMPACT));
        assertThat(ValueFormat.parse("number(99)").orElseThrow().decimals()).isEqualTo(12);
        assertThat(ValueFormat.parse("per cent")).isEmpty();
        assertThat(ValueFormat.parse("percent(-1)")).isEmpty();
        assertThat(ValueFormat.parse("percent(1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id", "ID", "product_id", "customerId", "CustomerID", "zip_code", "year", "issue-year", "상품_번호"})
    void writesCodesWithoutGrouping(String column) {
        assertThat(ValueFormat.byName(column, ColumnType.INTEGER)).contains(ValueFormat.TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"visitors", "paid", "idle", "valid", "orders", "yearly", "", "_"})
    void groupsEverythingElse(String column) {
        assertThat(ValueFormat.byName(column, ColumnType.INTEGER)).isEmpty();
    }

    @Test
    void writesRatesAsPercentWhereTheyAreFractions() {
        assertThat(ValueFormat.byName("open_rate", ColumnType.DOUBLE)).contains(ValueFormat.PERCENT);
        assertThat(ValueFormat.byName("share", ColumnType.DECIMAL)).contains(ValueFormat.PERCENT);
        assertThat(ValueFormat.byName("rate", ColumnType.INTEGER)).isEmpty();
        assertThat(ValueFormat.byName("rate", ColumnType.TEXT)).isEmpty();
    }
}
