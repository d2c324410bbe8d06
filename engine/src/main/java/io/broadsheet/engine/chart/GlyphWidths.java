package io.broadsheet.engine.chart;

/// Advance widths by code point, the widest of several sans faces; written by `GlyphWidthsTest`, which says which and
/// how. One letter for each code point of a range: a 64th of an em is a letter after `#`, `#` itself is unknown.
final class GlyphWidths {
    static final double UNIT = 1 / 64.0;
    static final char NONE = '#';

    static final int HANGUL = 61;
    static final int HANGUL_BOLD = 61;

    static final char[] STARTS = {
        0x0020, 0x00A0, 0x0391, 0x0401, 0x2010, 0x20A0, 0x2103, 0x2190,
        0x2200, 0x2460, 0x25A0, 0x2605, 0x2713, 0x3000, 0x3041, 0x3131
    };

    static final String[] REGULAR = {
        "5??KJiR7;;JM7?7>KKKKKKKKKK77LMLGeRNRRNKWR5GNGbRVNVRNKRNeNNK;a;MG" + "BGJEJG;JJ35E3^JJJJ;E;JEZDED979O",
        "59``Y`7KGZF``?`G@L>?BIJ69=F`Z\\^KNNNNNNcRNNNN5<;<VRUUUUULURRRRNNN"
                + "GGGGGG^EGGGG5<;<IJHKKHKMKGGGGEJENGNGNGRERERERERMRNNGNGNGNGNGUIUI"
                + "UIUIRHVM>555555355XCG4NEJG3G3G8H>UARGRGRGRRKUHUHUHc`R:R:R:NENENE"
                + "NEK9K;M@RGRGRGRGRGRG`UNENKDKDKD8",
        "QOKRNMRU5NQ[ROURN#KLPWOYS5NKFH8GKIDHFEHH>JGIGDHPHFKEGQHQX",
        "N[GRN55GhiZLRLRSPPJWN_KRROR[RURNSNLUPUO`bV\\PRdRKKLERIVJHHHNVLIJI" + "HJHXJNGWYMUGHXHGI",
        "@?KNcc`G2222@@>>JH`F4`c3#######3pAB`6<G?````B`UU?`DA",
        "PPPGK\\VjhaUI`OKvKRQNJPDKKEGVPNPK",
        "k#de##c#########F##hV######NKL`cL#HU",
        "c^c^v^````",
        "`#J`#M````#``##X#QL`#.###5W##Reb`#`##````RMD`#`#####````####`V##" + "###`#`##`#######``S`######`#####MS`#OO",
        "````````````````````",
        "``[```````D:c####`ca#```#`c[ca#```#`c\\dd`````#``",
        "aa#######``############````###############`##########ege###`#`##" + "###########################``#```D",
        "Y#",
        "````####ABBB::??;<``::AAAA??````",
        "````````````````````````````````````````````````````````````````"
                + "````````````````````######````##````````````````````````````````"
                + "``````````````````````````````````````````````````````````````#",
        "````````````````````````````````````````````````````````````````" + "``````````````````````````````"
    };

    static final String[] BOLD = {
        "5?BKLiR7<<JM7@7;NMMMNMMMMM99MMMKbRRRRNKWR6GRKbRVNVRNMRQeOPM<a<MG" + "BGKHKH;KK55G5^KKKK<G;KHZGHG<:<M",
        "59``Y`:LFZF``@`G@M>?BMJ7:=F`Z\\_KRRRRRRcRNNNN6>>>VRUUUUUMURRRRPNN"
                + "GGGGGG]HHHHH5>>>KKKKKKKMKKKKKHKHRGRGRGRHRHRHRHRRRNNHNHNHNHNHUKUK"
                + "UKUKRKVM?565656565ZGG6RGMK5K5K<KBUARKRKRKRRKUKUKUKc`R<R<R<NGNGNG"
                + "NGM;MBM@RKRKRKRKRKRKcXPHPMGMGMG:",
        "RRKRNMRU6RQ\\ROUSN#MMPXOWW6PLGK9ILKGKGEKL>MIMKGKUKGOFIWJU]",
        "N\\HQN66Gji[NRMRSRRJWNfLRROR\\RUSNSNMZPUQde[bRRfRKKLERIZJKKHNVLKJK" + "HJH[JNIY^RZKHZIHI",
        "@@MLcc`G5555CCCBII`F6`c5#######3xAB`7ERE````F`XXA`B@",
        "RRQHM[Xrla]K`UMzQWRQQRKQMGK]SQSL",
        "m#ff##d#########F##kU######SLM`cS#IU",
        "c_c_w_````",
        "`#M`#N````#``##X#QM`#.###5W##Rgb`#`##````RMD`#`#####````####`V##" + "###`#`##`#######``S`######`#####MS`#OO",
        "````````````````````",
        "``]```````B:c####`dd#```#`c^dd#```#`c^ee`````#``",
        "aa#######``############````###############`##########egf###`#`##" + "###########################``#```D",
        "Z#",
        "````####ABGG<<AA>>``==GGCCAA````",
        "````````````````````````````````````````````````````````````````"
                + "````````````````````######````##````````````````````````````````"
                + "``````````````````````````````````````````````````````````````#",
        "````````````````````````````````````````````````````````````````" + "``````````````````````````````"
    };

    private GlyphWidths() {}
}
