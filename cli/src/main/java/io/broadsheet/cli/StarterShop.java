package io.broadsheet.cli;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The made-up shops of a new project: people who come, look, buy, and sometimes buy again. Twelve weeks up to
/// yesterday, the same for the same day.
record StarterShop(String orders, String visits) {
    private static final List<String> SITES = List.of(StarterProject.FIRST_SITE, "busan");
    private static final int WEEKS = 12;
    private static final int SEED = 20211101;
    /// From nine in the morning to eleven at night: noon, and the evening.
    private static final int[] HOURS = {2, 3, 5, 8, 7, 5, 4, 4, 5, 6, 8, 11, 13, 10, 5};
    /// Of each category: how often it is bought, and what it costs.
    private static final int[] OFTEN = {45, 25, 18, 12};
    private static final int[] PRICE = {32_000, 58_000, 74_000, 19_000};
    private static final int[] VISITORS = {210, 150, 80, 60};

    static StarterShop of(String language, LocalDate today) {
        boolean korean = language.equals("ko");
        List<String> categories =
                korean ? List.of("의류", "신발", "가방", "소품") : List.of("Clothes", "Shoes", "Bags", "Accessories");
        List<String> channels = korean
                ? List.of("네이버 검색", "인스타그램", "카카오톡", "뉴스레터")
                : List.of("Search", "Instagram", "Newsletter", "Direct");
        LocalDate first = today.minusWeeks(WEEKS);
        StringBuilder orders = new StringBuilder("site_id,ordered_at,customer,category,amount\n");
        StringBuilder visits = new StringBuilder("site_id,day,channel,visitors,saw_product,in_basket\n");
        for (int site = 0; site < SITES.size(); site++) {
            Random random = new Random(SEED + site);
            orders(site, first, categories, random, orders);
            visits(site, first, channels, random, visits);
        }
        return new StarterShop(orders.toString(), visits.toString());
    }

    /// Each week brings new people, and some of those of the weeks before.
    private static void orders(int site, LocalDate first, List<String> categories, Random random, StringBuilder csv) {
        List<Integer> began = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            int known = began.size();
            int fresh = (int) ((62 - 16 * site) * (1 + week / 40.0) * (0.92 + 0.16 * random.nextDouble()));
            for (int i = 0; i < fresh; i++) {
                began.add(week);
            }
            for (int customer = 0; customer < began.size(); customer++) {
                int later = week - began.get(customer);
                double comes = later == 0 ? 1 : (0.21 + 0.006 * began.get(customer)) / Math.pow(later, 0.6);
                if (customer >= known || random.nextDouble() < comes) {
                    LocalDate day = first.plusDays(7L * week + day(first, random));
                    int category = pick(OFTEN, random);
                    double many = Math.exp(random.nextGaussian() * 0.45);
                    csv.append(SITES.get(site)).append(',').append(day);
                    csv.append(String.format(" %02d:%02d", 9 + pick(HOURS, random), random.nextInt(60)));
                    csv.append(",c").append(1000 + customer).append(',').append(categories.get(category));
                    csv.append(',').append(Math.max(5_000, Math.round(PRICE[category] * many / 1000) * 1000));
                    csv.append('\n');
                }
            }
        }
    }

    /// More on days off.
    private static int day(LocalDate first, Random random) {
        int day = random.nextInt(7);
        return isWeekend(first.plusDays(day)) ? day : random.nextInt(7);
    }

    private static void visits(int site, LocalDate first, List<String> channels, Random random, StringBuilder csv) {
        for (int day = 0; day < 7 * WEEKS; day++) {
            LocalDate date = first.plusDays(day);
            for (int channel = 0; channel < channels.size(); channel++) {
                double level = VISITORS[channel] * (1 - 0.25 * site) * (1 + day / 260.0) * (isWeekend(date) ? 1.3 : 1);
                long visitors = Math.round(level * (0.9 + 0.2 * random.nextDouble()));
                long saw = Math.round(visitors * (0.52 + 0.06 * random.nextDouble()));
                csv.append(SITES.get(site)).append(',').append(date).append(',').append(channels.get(channel));
                csv.append(',').append(visitors).append(',').append(saw);
                csv.append(',').append(Math.round(saw * 0.17)).append('\n');
            }
        }
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static int pick(int[] weights, Random random) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int left = random.nextInt(sum);
        int index = 0;
        while (left >= weights[index]) {
            left -= weights[index];
            index++;
        }
        return index;
    }
}
