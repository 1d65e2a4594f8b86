# docker build -t homeroom .
#
# Two stages: the first installs from the lock and takes out what nobody runs; the second has neither
# pip nor a compiler. It writes to /home/homeroom/data (or backups) and /tmp only: its root may be
# read-only. tests/image builds it without Docker, and runs it so.

# To hold still what is built on: --build-arg BASE=python:3.13-slim-trixie@sha256:…
ARG BASE=python:3.13-slim-trixie

FROM ${BASE} AS build
WORKDIR /src
# Of PostgreSQL only the three programs that take backups and put them back: the package brings Perl
# along.
RUN apt-get update --quiet \
    && apt-get install --yes --quiet --no-install-recommends binutils postgresql-client \
    && install -D --target-directory /postgresql \
       /usr/lib/postgresql/*/bin/pg_dump /usr/lib/postgresql/*/bin/pg_restore \
       /usr/lib/postgresql/*/bin/psql
COPY requirements.lock .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --no-compile --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
# What only building needs goes, as the lock tells it; then symbols for debuggers, types and tests.
# Nothing is compiled ahead: a start takes 1.7 s of a processor more, and the image 47 MB less.
RUN /venv/bin/pip install --no-cache-dir --no-compile --no-deps --no-build-isolation . \
    && /venv/bin/pip uninstall --yes editables hatchling packaging pathspec pluggy tomlkit \
       trove-classifiers setuptools pip \
    && find /venv -name '*.so' -exec strip --strip-unneeded {} + \
    && find /venv -depth \( -type d \( -name tests -o -name __pycache__ \) \
       -o -name '*.pyi' -o -name '*.pyx' -o -name '*.pxd' \) -exec rm -r {} +

FROM ${BASE}
ARG VERSION=""
ARG REVISION=""
LABEL org.opencontainers.image.title="Homeroom" \
      org.opencontainers.image.description="A short lesson every day, where your group already talks" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
RUN apt-get update --quiet \
    && apt-get install --yes --quiet --no-install-recommends libpq5 libreadline8 \
    && apt-get clean \
    && rm -rf /var/lib/apt/lists/* \
    && find /usr -depth \( -type d \( -name pip -o -name ensurepip \) -o -name 'pip-*.dist-info' \
       -o -name 'pip-*.whl' -o -path '*/bin/pip*' \) -exec rm -r {} + \
    && useradd --uid 10001 --user-group --no-log-init --no-create-home --shell /usr/sbin/nologin \
       homeroom \
    && install -d -o homeroom -g homeroom /home/homeroom/data /home/homeroom/backups
COPY --from=build /postgresql /usr/local/bin
COPY --from=build /venv /venv
COPY deploy/healthcheck.py /usr/local/lib/homeroom/healthcheck.py
WORKDIR /home/homeroom
COPY lessons lessons
COPY config/homeroom.yaml config/homeroom.yaml
# What is installed must be whole, and PostgreSQL's programs find their libraries: else there is no
# image.
RUN /venv/bin/python -B -m bot check lessons \
    && pg_dump --version && pg_restore --version && psql --version
# By number: Kubernetes can't tell whether a name is root's.
USER 10001:10001
# An empty PYTHONTZPATH: zones come from the tzdata that the lock names, not from the image's age.
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONTZPATH="" \
    HOMEROOM_HOST=0.0.0.0 \
    HOMEROOM_HEALTH_HOST=0.0.0.0 \
    HOMEROOM_HEALTH_PORT=9464 \
    HOMEROOM_TIMEZONE=UTC
VOLUME /home/homeroom/data
# The page, and how it is doing: /livez, /readyz, /metrics.
EXPOSE 8080 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-I", "/usr/local/lib/homeroom/healthcheck.py"]
ENTRYPOINT ["homeroom"]
CMD ["run"]
