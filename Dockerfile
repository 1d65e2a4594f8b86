# Two stages: the first installs from the lock, the second runs without pip or a compiler.
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.lock .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --uid 10001 --create-home homeroom \
    && install -d -o homeroom -g homeroom /home/homeroom/data
WORKDIR /home/homeroom
COPY --from=build /venv /venv
COPY lessons lessons
COPY config/homeroom.yaml config/homeroom.yaml
USER homeroom
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HOMEROOM_HOST=0.0.0.0 \
    HOMEROOM_TIMEZONE=UTC
VOLUME /home/homeroom/data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s CMD ["python", "-c", \
    "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ.get('HOMEROOM_PORT', '8080')}/livez\", timeout=2)"]
ENTRYPOINT ["homeroom"]
CMD ["run"]
