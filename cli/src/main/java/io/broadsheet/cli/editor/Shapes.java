package io.broadsheet.cli.editor;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What may stand at a place of YAML, by the keys that reading goes by.
final class Shapes {
    private Shapes() {}

    /// The shapes that a value may have there, without lists and choices between shapes around them.
    static List<Shape> at(List<Key<?>> root, List<YamlStep> path) {
        List<Shape> shapes = List.of(new Shape.MapOf(root));
        for (YamlStep step : path) {
            List<Shape> next = new ArrayList<>();
            shapes.forEach(shape -> into(shape, step, next));
            shapes = next;
        }
        return shapes.stream().flatMap(Shapes::alone).distinct().toList();
    }

    /// The keys that a map there may have.
    static List<Key<?>> keys(List<Key<?>> root, List<YamlStep> path) {
        List<Key<?>> keys = new ArrayList<>();
        for (Shape shape : at(root, path)) {
            if (shape instanceof Shape.MapOf map) {
                map.keys().stream().filter(k -> !k.isRest()).forEach(keys::add);
            }
        }
        return keys;
    }

    static Optional<Key<?>> key(List<Key<?>> root, List<YamlStep> owner, String name) {
        return keys(root, owner).stream().filter(k -> k.name().equals(name)).findFirst();
    }

    private static void into(Shape shape, YamlStep step, List<Shape> next) {
        switch (shape) {
            case Shape.MapOf map -> {
                if (step instanceof YamlStep.Key(String name)) {
                    map.keys().stream()
                            .filter(k -> !k.isRest() && k.name().equals(name))
                            .forEach(k -> next.add(k.type().shape()));
                }
            }
            case Shape.ByName named -> {
                if (step instanceof YamlStep.Key) {
                    next.add(named.value());
                }
            }
            case Shape.ListOf list -> {
                if (step instanceof YamlStep.Item) {
                    next.add(list.item());
                } else if (list.orAlone()) {
                    into(list.item(), step, next);
                }
            }
            case Shape.Either either -> either.shapes().forEach(s -> into(s, step, next));
            case Shape.Text s -> {}
            case Shape.NameOf s -> {}
            case Shape.AnyNumber s -> {}
            case Shape.Whole s -> {}
            case Shape.Flag s -> {}
            case Shape.Choice s -> {}
            case Shape.Anything s -> {}
        }
    }

    private static Stream<Shape> alone(Shape shape) {
        return switch (shape) {
            case Shape.Either either -> either.shapes().stream().flatMap(Shapes::alone);
            case Shape.ListOf list -> list.orAlone() ? alone(list.item()) : Stream.of();
            case Shape.MapOf s -> Stream.of(s);
            case Shape.ByName s -> Stream.of(s);
            case Shape.Text s -> Stream.of(s);
            case Shape.NameOf s -> Stream.of(s);
            case Shape.AnyNumber s -> Stream.of(s);
            case Shape.Whole s -> Stream.of(s);
            case Shape.Flag s -> Stream.of(s);
            case Shape.Choice s -> Stream.of(s);
            case Shape.Anything s -> Stream.of(s);
        };
    }
}
