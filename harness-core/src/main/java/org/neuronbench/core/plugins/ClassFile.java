package org.neuronbench.core.plugins;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a compiled class refers to, read from its constant pool (Java Virtual Machine Specification,
 * section 4.4).
 *
 * @param types names of classes and interfaces
 * @param members fields and methods
 */
record ClassFile(Set<String> types, Set<Member> members) {

  /**
   * A field or method.
   *
   * @param owner the class it is looked for in
   * @param name its name
   * @param descriptor its type, as the virtual machine writes it
   */
  record Member(String owner, String name, String descriptor) {

    /** Says whether name and type are those of another member. */
    boolean is(Member other) {
      return name.equals(other.name) && descriptor.equals(other.descriptor);
    }

    boolean isMethod() {
      return descriptor.startsWith("(");
    }
  }

  private static final int SYNTHETIC = 0x1000;

  static ClassFile read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.readLong(); // magic and version
      Pool pool = new Pool(in);
      boolean synthetic = (in.readUnsignedShort() & SYNTHETIC) != 0;
      return new ClassFile(pool.types(), pool.members(synthetic));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Entries by number; an entry of two numbers holds them in one {@code int}. */
  private static final class Pool {
    private final int[] tags;
    private final int[] values;
    private final String[] texts;

    Pool(DataInputStream in) throws IOException {
      int size = in.readUnsignedShort();
      tags = new int[size];
      values = new int[size];
      texts = new String[size];
      for (int i = 1; i < size; i++) {
        tags[i] = in.readUnsignedByte();
        i += read(in, i);
      }
    }

    /** Reads an entry and returns how many numbers after its own it takes. */
    private int read(DataInputStream in, int i) throws IOException {
      switch (tags[i]) {
        case 1 -> texts[i] = in.readUTF();
        case 7, 8, 16, 19, 20 -> values[i] = in.readUnsignedShort();
        case 3, 4, 9, 10, 11, 12, 17, 18 -> values[i] = in.readInt();
        case 15 -> in.skipBytes(3);
        case 5, 6 -> {
          in.readLong();
          return 1;
        }
        default -> throw new IOException("unknown tag " + tags[i]);
      }
      return 0;
    }

    Set<String> types() {
      Set<String> types = new LinkedHashSet<>();
      for (int i = 1; i < tags.length; i++) {
        if (tags[i] == 7) {
          types.add(element(texts[values[i]]).replace('/', '.'));
        }
      }
      return types;
    }

    /** Returns the type of the elements of an array, and any other type as it is. */
    private static String element(String type) {
      return type.startsWith("[") ? type.replaceAll("^\\[+L?|;$", "") : type;
    }

    /** A synthetic class that maps the constants of an enum copes with those that are missing. */
    Set<Member> members(boolean synthetic) {
      Set<Member> members = new LinkedHashSet<>();
      for (int i = 1; i < tags.length; i++) {
        if (tags[i] == 10 || tags[i] == 11 || (tags[i] == 9 && !synthetic)) {
          members.add(member(values[i]));
        }
      }
      return members;
    }

    private Member member(int value) {
      int owner = values[value >>> 16];
      int nameAndType = values[value & 0xFFFF];
      return new Member(
          element(texts[owner]).replace('/', '.'),
          texts[nameAndType >>> 16],
          texts[nameAndType & 0xFFFF]);
    }
  }
}
