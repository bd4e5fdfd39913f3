# Finds a JDK 25 and puts it in JAVA_HOME and first on the PATH: for ./takt and ./verify, which read this file.

jdk_version() { # of the JDK in a folder: "25", or nothing
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true
}

find_jdk() {
  on_path=$(command -v java 2>/dev/null || true)
  if [ -n "$on_path" ]; then
    # Through links, to the folder above bin.
    on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
  fi
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$home/bin/javac" ] && [ "$(jdk_version "$home")" = 25 ]; then
      echo "$home"
      return
    fi
  done
}

JAVA_HOME=$(find_jdk)
if [ -z "$JAVA_HOME" ]; then
  echo "Takt needs a JDK 25 and finds none; install one (https://adoptium.net), or set JAVA_HOME." >&2
  exit 1
fi
# The build runs "java" from the PATH too, which may be an older one.
PATH="$JAVA_HOME/bin:$PATH"
export JAVA_HOME PATH
