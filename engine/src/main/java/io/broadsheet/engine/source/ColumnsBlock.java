package io.broadsheet.engine.source;

import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.ParserState;

/// Blocks side by side, each in a column of its own; one under the other where there is no room:
///
/// ```markdown
/// ::: columns
/// (a chart's fence)
///
/// (another chart's fence)
/// :::
/// ```
public final class ColumnsBlock extends CustomBlock {
    static final BlockParserFactory FACTORY = (state, matched) -> start(state);

    private static final Pattern OPENER = Pattern.compile(":{3,}\\s*columns\\s*:*\\s*");
    private static final Pattern CLOSER = Pattern.compile(":{3,}\\s*");
    private static final int CODE_INDENT = 4;

    private boolean closed;

    /// Whether its end is written.
    boolean isClosed() {
        return closed;
    }

    private static CharSequence rest(ParserState state) {
        CharSequence line = state.getLine().getContent();
        return line.subSequence(state.getNextNonSpaceIndex(), line.length());
    }

    private static BlockStart start(ParserState state) {
        boolean opens =
                state.getIndent() < CODE_INDENT && OPENER.matcher(rest(state)).matches();
        return opens
                ? BlockStart.of(new Columns())
                        .atIndex(state.getLine().getContent().length())
                : BlockStart.none();
    }

    private static final class Columns extends AbstractBlockParser {
        private final ColumnsBlock block = new ColumnsBlock();

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public boolean isContainer() {
            return true;
        }

        @Override
        public boolean canContain(Block child) {
            return true;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            boolean inCode = state.getActiveBlockParser().getBlock() instanceof FencedCodeBlock;
            boolean ends = !inCode
                    && state.getIndent() < CODE_INDENT
                    && CLOSER.matcher(rest(state)).matches();
            if (ends) {
                block.closed = true;
                return BlockContinue.finished();
            }
            return BlockContinue.atIndex(state.getIndex());
        }
    }
}
