# The tag is the version of @playwright/test in package-lock.json; a test holds it there.
FROM mcr.microsoft.com/playwright:v1.65.1-noble

# A user without rights, by its number, so that Kubernetes can see that it is not root.
RUN useradd --uid 10001 --create-home probe
WORKDIR /probe
RUN chown 10001:10001 /probe
USER 10001
# A volume that is mounted there belongs to this user.
RUN ["mkdir", ".probe", "test-results"]

# The image has the browser.
ENV PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
COPY --chown=10001:10001 package.json package-lock.json .npmrc ./
RUN ["npm", "ci", "--ignore-scripts"]
COPY --chown=10001:10001 . .

# Nobody’s instance is probed by a container that was given none: a green lab is not a green instance.
ENV LAB=never
ENTRYPOINT ["npx", "playwright", "test"]
CMD ["--grep", "@smoke"]
