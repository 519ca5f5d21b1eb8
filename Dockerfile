# slidegen in a container.
#   docker build -t slidegen .                      linter, builder, server, scripts
#   docker build -t slidegen:chromium --target chromium .      with export and check
#   docker run --rm -v "$PWD:/workshop" -u "$(id -u):$(id -g)" slidegen build
ARG PYTHON=3.13

# ---- the wheel, by the releases of the lock
FROM python:${PYTHON}-slim AS wheel
WORKDIR /source
COPY requirements/build.txt requirements/build.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/build.txt
COPY . .
RUN python -m hatchling build -t wheel -d /wheel

# ---- what it needs, by digest, in an environment that can be copied
FROM python:${PYTHON}-slim AS environment
RUN python -m venv /opt/slidegen
COPY requirements/all.txt /requirements/all.txt
RUN /opt/slidegen/bin/pip install --no-cache-dir --require-hashes -r /requirements/all.txt
COPY --from=wheel /wheel /wheel
RUN /opt/slidegen/bin/pip install --no-cache-dir --no-index --no-deps /wheel/*.whl

# ---- with a browser: nothing of ours differs
FROM python:${PYTHON}-slim AS chromium
# Debian keeps one version of a package a release: pinned, a rebuild would fail.
# hadolint ignore=DL3008
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends chromium git bash \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 trainer
COPY --from=environment /opt/slidegen /opt/slidegen
ENV PATH=/opt/slidegen/bin:$PATH SLIDEGEN_NO_SANDBOX=1 SLIDEGEN_SERVE_HOST=0.0.0.0
USER 1000
WORKDIR /workshop
EXPOSE 8000
ENTRYPOINT ["slidegen"]
CMD ["--help"]

# ---- the small one, which is what `docker build .` makes
FROM python:${PYTHON}-slim AS slidegen
# Debian keeps one version of a package a release: pinned, a rebuild would fail.
# hadolint ignore=DL3008
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends git bash \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 trainer
COPY --from=environment /opt/slidegen /opt/slidegen
ENV PATH=/opt/slidegen/bin:$PATH SLIDEGEN_SERVE_HOST=0.0.0.0
USER 1000
WORKDIR /workshop
EXPOSE 8000
ENTRYPOINT ["slidegen"]
CMD ["--help"]
